#pragma OPENCL EXTENSION cl_khr_fp64 : enable  
#pragma OPENCL EXTENSION cl_khr_fp16 : enable  
#pragma OPENCL EXTENSION cl_khr_int64_base_atomics : enable  
__kernel void spmv(__global long *_kernel_context, __constant uchar *_constant_region, __local uchar *_local_region, __global int *_atomics, __global uchar *starts, __global uchar *columns, __global uchar *values, __global uchar *x, __global uchar *y)
{
  float f_31, f_36, f_21, f_37, f_38; 
  bool b_29; 
  ulong ul_17, ul_0, ul_32, ul_30, ul_26, ul_40, ul_3, ul_35, ul_4, ul_1, ul_33, ul_2, ul_34, ul_11; 
  long l_9, l_25, l_8, l_24, l_23, l_10, l_16, l_15; 
  int i_18, i_20, i_19, i_22, i_28, i_27, i_6, i_5, i_7, i_39, i_41, i_12, i_14, i_13; 

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
    f_21  =  0.0F;
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
        ul_30  =  ul_2 + l_25;
        f_31  =  *((__global float *) ul_30);
        ul_32  =  i_27 & 4294967295UL;
        ul_33  =  ul_32 + 4L;
        ul_34  =  ul_33 << 2;
        ul_35  =  ul_3 + ul_34;
        f_36  =  *((__global float *) ul_35);
        f_37  =  fma(f_31, f_36, f_21);
        f_38  =  f_37;
      }  // B4
      else
      {
        // BLOCK 6
        f_38  =  NaNF;
      }  // B4
      // BLOCK 7 MERGES [5 6 ]
      i_39  =  i_28;
      f_21  =  f_38;
      i_22  =  i_39;
    }  // B3
    // BLOCK 8
    ul_40  =  ul_4 + l_10;
    *((__global float *) ul_40)  =  f_21;
    i_41  =  i_5 + i_7;
    i_7  =  i_41;
  }  // B1
  // BLOCK 9
  return;
}  //  kernel
