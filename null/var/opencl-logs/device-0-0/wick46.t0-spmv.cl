#pragma OPENCL EXTENSION cl_khr_fp64 : enable  
#pragma OPENCL EXTENSION cl_khr_fp16 : enable  
#pragma OPENCL EXTENSION cl_khr_int64_base_atomics : enable  
__kernel void spmv(__global long *_kernel_context, __constant uchar *_constant_region, __local uchar *_local_region, __global int *_atomics, __global uchar *starts, __global uchar *columns, __global uchar *values, __global uchar *x, __global uchar *y)
{
  bool b_29; 
  ulong ul_17, ul_0, ul_32, ul_26, ul_37, ul_3, ul_35, ul_4, ul_36, ul_1, ul_2, ul_34, ul_11, ul_44; 
  long l_9, l_25, l_8, l_24, l_23, l_43, l_10, l_42, l_16, l_15, l_31, l_30; 
  int i_18, i_20, i_19, i_22, i_28, i_27, i_6, i_5, i_7, i_41, i_12, i_14, i_13, i_45; 
  double d_33, d_40, d_39, d_38, d_21; 

  // BLOCK 0
  ul_0  =  (ulong) starts;
  ul_1  =  (ulong) columns;
  ul_2  =  (ulong) values;
  ul_3  =  (ulong) x;
  ul_4  =  (ulong) y;
  i_5  =  get_global_size(0);
  i_6  =  get_global_id(0);
  // BLOCK 1 MERGES [0 8 ]
  i_7  =  i_6;
  for(;i_7 < 3;)
  {
    // BLOCK 2
    l_8  =  (long) i_7;
    l_9  =  l_8 + 4L;
    l_10  =  l_9 << 2;
    ul_11  =  ul_0 + l_10;
    i_12  =  *((__global int *) ul_11);
    i_13  =  i_7 + 1;
    i_14  =  i_13 + 4;
    l_15  =  (long) i_14;
    l_16  =  l_15 << 2;
    ul_17  =  ul_0 + l_16;
    i_18  =  *((__global int *) ul_17);
    i_19  =  min(i_18, 5);
    i_20  =  max(i_12, 0);
    // BLOCK 3 MERGES [2 7 ]
    d_21  =  0.0;
    i_22  =  i_20;
    for(;i_22 < i_19;)
    {
      // BLOCK 4
      l_23  =  (long) i_22;
      l_24  =  l_23 + 4L;
      l_25  =  l_24 << 2;
      ul_26  =  ul_1 + l_25;
      i_27  =  *((__global int *) ul_26);
      i_28  =  i_22 + 1;
      b_29  =  i_27 >= 0 && i_27 < 4;
      if(b_29)
      {
        // BLOCK 5
        l_30  =  l_23 + 2L;
        l_31  =  l_30 << 3;
        ul_32  =  ul_2 + l_31;
        d_33  =  *((__global double *) ul_32);
        ul_34  =  i_27 & 4294967295UL;
        ul_35  =  ul_34 + 2L;
        ul_36  =  ul_35 << 3;
        ul_37  =  ul_3 + ul_36;
        d_38  =  *((__global double *) ul_37);
        d_39  =  fma(d_33, d_38, d_21);
        d_40  =  d_39;
      }  // B4
      else
      {
        // BLOCK 6
        d_40  =  NaN;
      }  // B4
      // BLOCK 7 MERGES [5 6 ]
      i_41  =  i_28;
      d_21  =  d_40;
      i_22  =  i_41;
    }  // B3
    // BLOCK 8
    l_42  =  l_8 + 2L;
    l_43  =  l_42 << 3;
    ul_44  =  ul_4 + l_43;
    *((__global double *) ul_44)  =  d_21;
    i_45  =  i_5 + i_7;
    i_7  =  i_45;
  }  // B1
  // BLOCK 9
  return;
}  //  kernel
