#pragma OPENCL EXTENSION cl_khr_fp64 : enable  
#pragma OPENCL EXTENSION cl_khr_fp16 : enable  
#pragma OPENCL EXTENSION cl_khr_int64_base_atomics : enable  
__kernel void pageRank(__global long *_kernel_context, __constant uchar *_constant_region, __local uchar *_local_region, __global int *_atomics, __global uchar *starts, __global uchar *sources, __global uchar *out, __global uchar *ranks, __global uchar *damping, __global uchar *lost, __global uchar *next)
{
  bool b_33; 
  ulong ul_21, ul_52, ul_0, ul_30, ul_39, ul_8, ul_40, ul_5, ul_37, ul_6, ul_3, ul_35, ul_4, ul_36, ul_1, ul_2, ul_34, ul_15, ul_9, ul_41; 
  long l_13, l_29, l_12, l_28, l_27, l_14, l_20, l_19, l_51, l_50; 
  int i_18, i_17, i_22, i_24, i_23, i_26, i_57, i_32, i_31, i_7, i_10, i_42, i_11, i_16, i_47; 
  double d_49, d_56, d_55, d_38, d_54, d_53, d_44, d_43, d_25, d_48, d_46, d_45; 

  // BLOCK 0
  ul_0  =  (ulong) starts;
  ul_1  =  (ulong) sources;
  ul_2  =  (ulong) out;
  ul_3  =  (ulong) ranks;
  ul_4  =  (ulong) damping;
  ul_5  =  (ulong) lost;
  ul_6  =  (ulong) next;
  i_7  =  get_global_size(0);
  ul_8  =  ul_5 + 16L;
  ul_9  =  ul_4 + 16L;
  i_10  =  get_global_id(0);
  // BLOCK 1 MERGES [0 8 ]
  i_11  =  i_10;
  for(;i_11 < 3;)
  {
    // BLOCK 2
    l_12  =  (long) i_11;
    l_13  =  l_12 + 4L;
    l_14  =  l_13 << 2;
    ul_15  =  ul_0 + l_14;
    i_16  =  *((__global int *) ul_15);
    i_17  =  i_11 + 1;
    i_18  =  i_17 + 4;
    l_19  =  (long) i_18;
    l_20  =  l_19 << 2;
    ul_21  =  ul_0 + l_20;
    i_22  =  *((__global int *) ul_21);
    i_23  =  min(i_22, 5);
    i_24  =  max(i_16, 0);
    // BLOCK 3 MERGES [2 7 ]
    d_25  =  0.0;
    i_26  =  i_24;
    for(;i_26 < i_23;)
    {
      // BLOCK 4
      l_27  =  (long) i_26;
      l_28  =  l_27 + 4L;
      l_29  =  l_28 << 2;
      ul_30  =  ul_1 + l_29;
      i_31  =  *((__global int *) ul_30);
      i_32  =  i_26 + 1;
      b_33  =  i_31 >= 0 && i_31 < 3;
      if(b_33)
      {
        // BLOCK 5
        ul_34  =  i_31 & 4294967295UL;
        ul_35  =  ul_34 + 2L;
        ul_36  =  ul_35 << 3;
        ul_37  =  ul_3 + ul_36;
        d_38  =  *((__global double *) ul_37);
        ul_39  =  ul_34 + 4L;
        ul_40  =  ul_39 << 2;
        ul_41  =  ul_2 + ul_40;
        i_42  =  *((__global int *) ul_41);
        d_43  =  (double) i_42;
        d_44  =  d_38 / d_43;
        d_45  =  d_25 + d_44;
        d_46  =  d_45;
      }  // B4
      else
      {
        // BLOCK 6
        d_46  =  NaN;
      }  // B4
      // BLOCK 7 MERGES [5 6 ]
      i_47  =  i_32;
      d_25  =  d_46;
      i_26  =  i_47;
    }  // B3
    // BLOCK 8
    d_48  =  *((__global double *) ul_9);
    d_49  =  *((__global double *) ul_8);
    l_50  =  l_12 + 2L;
    l_51  =  l_50 << 3;
    ul_52  =  ul_6 + l_51;
    d_53  =  1.0 - d_48;
    d_54  =  fma(d_48, d_49, d_53);
    d_55  =  d_54 / 3.0;
    d_56  =  fma(d_25, d_48, d_55);
    *((__global double *) ul_52)  =  d_56;
    i_57  =  i_7 + i_11;
    i_11  =  i_57;
  }  // B1
  // BLOCK 9
  return;
}  //  kernel
